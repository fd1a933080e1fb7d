/** Under the node's name on the canvas: which leads, if not the input's, and where the model comes from; the editor evaluates it. */
export const subtitle = `={{ [
	{ dueForReview: "due", all: "all" }[$parameter["leadsFrom"]],
	{
		template: "template: " + $parameter["template"],
		define: "model: defined here",
		json: "model: JSON",
		store: "stored model: " + ($parameter["storedModel"]?.value ?? $parameter["storedModel"]),
	}[$parameter["modelSource"]],
].filter((part) => part).join(", ") }}`;
