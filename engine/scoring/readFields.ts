import { isFieldPath } from './isFieldPath';

/** Reads the fields that a model names, each once a lead however many rules look at it. */
export interface Fields {
	/** Asks for a field, e.g. `company.employees`, while a model is compiled; its value is to be read after each `read`. */
	field(path: string): Field;
	/** The same as a function that gives the value. */
	reader(path: string): () => unknown;
	/** Reads all fields asked for from a lead's attributes; whatever these are, it does not throw. */
	read(attributes: unknown): void;
}

/** A field of the lead at hand. */
export interface Field {
	readonly value: unknown;
}

/** One step of a path, shared by all paths that begin alike. */
interface Step extends Field {
	parent: Step | null;
	key: string;
	/** Whether plain objects inherit something under this name. */
	isInherited: boolean;
	value: unknown;
	/** Whether the value is an object that inherits what plain ones do, and nothing else. */
	isPlain: boolean;
	children: Map<string, Step>;
}

const plainPrototype = Object.getPrototypeOf({}) as object;

const makeStep = (parent: Step | null, key: string): Step => ({
	parent,
	key,
	isInherited: key in plainPrototype,
	value: undefined,
	isPlain: false,
	children: new Map(),
});

/** Own properties only, so `__proto__`, `constructor` and other inherited names never resolve. */
export function readFields(): Fields {
	const root = makeStep(null, '');
	/** Parents before children. */
	const steps: Step[] = [];

	const nextStep = (parent: Step, key: string): Step => {
		const known = parent.children.get(key);
		if (known) return known;
		const step = makeStep(parent, key);
		parent.children.set(key, step);
		steps.push(step);
		return step;
	};

	const enter = (step: Step, value: unknown): void => {
		step.value = value;
		if (step.children.size > 0) step.isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === plainPrototype;
	};

	const field = (path: string): Field => (isFieldPath(path) ? (path.match(/[^.[\]]+/g) ?? []).reduce(nextStep, root) : { value: undefined });

	return {
		field,
		reader(path) {
			const asked = field(path);
			return () => asked.value;
		},
		read(attributes) {
			enter(root, attributes);
			for (let index = 0; index < steps.length; index++) {
				const step = steps[index]!;
				const { value, isPlain } = step.parent!;
				const { key } = step;
				if (isPlain && !step.isInherited) enter(step, (value as Record<string, unknown>)[key]);
				else enter(step, typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined);
			}
		},
	};
}
