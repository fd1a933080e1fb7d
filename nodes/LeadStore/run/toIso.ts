/** A moment in epoch ms as ISO 8601; none stays `null`. */
export function toIso(moment: number): string;
export function toIso(moment: number | null | undefined): string | null;
export function toIso(moment: number | null | undefined): string | null {
	return moment === null || moment === undefined ? null : new Date(moment).toISOString();
}
