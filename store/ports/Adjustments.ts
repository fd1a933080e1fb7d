export interface AdjustmentInput {
	lead: string;
	points: number;
	/** Why, and by whom: both are told in the explanation. */
	reason: string;
	by?: string;
	/** Epoch ms; a missing bound is open. */
	from?: number;
	until?: number;
}

export interface StoredAdjustment extends Omit<AdjustmentInput, 'lead'> {
	id: string;
	createdAt: number;
}

/** Points that people give. Both changes make the lead due for review. */
export interface Adjustments {
	add(adjustment: AdjustmentInput, now: number): Promise<StoredAdjustment>;
	list(lead: string): Promise<StoredAdjustment[]>;
	/** Whether there was one of this id. */
	remove(lead: string, id: string, now: number): Promise<boolean>;
}
