export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained' | 'erased' | 'manual';

export interface Suppression {
	reason: SuppressionReason;
	note: string | null;
	at: number;
}

/** Who must not be written to. Kept as salted digests, so it also holds for people who are not, or no longer, known. */
export interface Suppressions {
	/** The first reason stays, but an erasure outranks the others. */
	add(key: string, reason: SuppressionReason, now: number, note?: string): Promise<{ added: boolean }>;
	/** Whether there was one. */
	lift(key: string, now: number): Promise<boolean>;
	/** In the order of `keys`. */
	check(keys: readonly string[]): Promise<(Suppression | null)[]>;
}
