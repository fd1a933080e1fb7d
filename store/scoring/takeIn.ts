import { setImmediate } from 'node:timers/promises';
import { hasValue, toInstant, type Activity } from '../../engine';
import type { LeadRepository } from '../LeadRepository';
import { LeadStoreError } from '../LeadStoreError';
import type { ActivityInput } from '../ports/Activities';
import type { LeadInput } from '../ports/Leads';
import { inParts } from './inParts';

/** A lead as it comes in, with what it did. */
export interface GivenLead extends LeadInput {
	activities: readonly Activity[];
}

/** `unreadable`: activities without a type or a readable time, which are not kept. `cause`: `{ message, remedy }` or what was thrown. */
export type TakenLead = { ok: true; key: string; unreadable: number } | { ok: false; cause: unknown };

const MOST_LEADS = 250;
const MOST_ACTIVITIES = 1_000;

/** What is wrong with one lead alone, such as an id that is too long; whatever else fails would fail with the others, too. */
const isOfOne = (error: unknown): boolean => !(error instanceof LeadStoreError) || error.code === 'invalid';

/**
 * Lays leads over what the store knows of them and records what they did, all in a few calls. One that the store
 * refuses harms no other; where the store itself fails, the rest fails with it.
 *
 * @param now epoch ms
 * @returns in the order of `leads`; `key` is the one the lead is kept under
 */
export async function takeIn(repository: LeadRepository, leads: readonly GivenLead[], now: number, signal?: AbortSignal): Promise<TakenLead[]> {
	const taken = leads.map((): TakenLead => ({ ok: false, cause: null }));
	let down: { cause: unknown } | null = null;

	const take = async (part: readonly number[]): Promise<void> => {
		if (down) return fail(part, down.cause);
		signal?.throwIfAborted();
		try {
			await takePart(repository, leads, part, now, taken);
		} catch (cause) {
			if (!isOfOne(cause)) down = { cause };
			else if (part.length > 1) {
				const half = part.length >> 1;
				await take(part.slice(0, half));
				return take(part.slice(half));
			}
			fail(part, cause);
		}
	};
	const fail = (part: readonly number[], cause: unknown): void => {
		for (const place of part) taken[place] = { ok: false, cause };
	};

	for (const part of inParts([...leads.keys()], { most: MOST_LEADS, heaviest: MOST_ACTIVITIES, weightOf: (place) => leads[place]!.activities.length })) {
		await take(part);
		await setImmediate();
	}
	return taken;
}

async function takePart({ leads, activities }: LeadRepository, given: readonly GivenLead[], part: readonly number[], now: number, taken: TakenLead[]): Promise<void> {
	const upserted = await leads.upsert(part.map((place) => given[place]!), now);
	const news: ActivityInput[] = [];
	const placeOf: number[] = [];
	for (const [index, place] of part.entries()) {
		const outcome = upserted[index]!;
		taken[place] = outcome.ok ? { ok: true, key: outcome.key, unreadable: 0 } : { ok: false, cause: { message: outcome.message, remedy: outcome.remedy } };
		if (!outcome.ok) continue;
		const { activities: done } = given[place]!;
		const readable = done.map((activity) => toInput(outcome.key, activity)).filter((input) => input !== null);
		taken[place] = { ok: true, key: outcome.key, unreadable: done.length - readable.length };
		news.push(...readable);
		placeOf.push(...readable.map(() => place));
	}
	await setImmediate();
	const recorded = await activities.record(news, now);
	for (const [index, outcome] of recorded.entries()) {
		// Erased by somebody a moment ago.
		if (!outcome.ok) taken[placeOf[index]!] = { ok: false, cause: { message: outcome.message, remedy: outcome.remedy } };
	}
}

const filled = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

function toInput(lead: string, activity: Activity): ActivityInput | null {
	const { id, type, at, properties } = activity;
	const { source, channel, campaign } = activity as Record<string, unknown>;
	const moment = toInstant(at);
	const kind = filled(type);
	if (moment === null || kind === undefined) return null;
	const more = { id: hasValue(id) ? String(id) : undefined, source: filled(source), channel: filled(channel), campaign: filled(campaign), properties };
	return { lead, type: kind, at: moment, ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)) };
}
