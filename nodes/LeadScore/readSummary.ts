import type { IDataObject } from 'n8n-workflow';
import { toLocale, type ExplainOptions } from '../../engine';
import type { Problem } from '../Problem';

type Reading = { ok: true; summary: ExplainOptions | null } | { ok: false; problem: Problem };

/** How the node's options want scores to be told in a sentence; `null` if they do not. */
export function readSummary({ summary, locale }: IDataObject, timeZone: string): Reading {
	if (summary !== true) return { ok: true, summary: null };
	if (locale === undefined || locale === null || locale === '') return { ok: true, summary: { timeZone } };
	const known = typeof locale === 'string' ? toLocale(locale) : null;
	if (known !== null) return { ok: true, summary: { timeZone, locale: known } };
	return {
		ok: false,
		problem: { message: `'Locale' is not a locale: ${JSON.stringify(locale)}`, remedy: 'Give a language and a country as in en-GB, nb-NO or de-DE.' },
	};
}
