import { RE2JS } from 're2js';

/** More than models of one n8n use, and too few to matter for memory. */
const MOST = 500;
const compiled = new Map<string, RE2JS>();

/**
 * Compiles a user's regular expression (RE2 syntax: linear time; case-insensitive). The latest are kept, since a
 * long one takes tens of milliseconds and a node compiles its model with every execution. Throws on a pattern
 * that is none.
 */
export function compilePattern(pattern: string): RE2JS {
	const known = compiled.get(pattern);
	if (known !== undefined) return known;
	const fresh = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
	if (compiled.size >= MOST) compiled.clear();
	compiled.set(pattern, fresh);
	return fresh;
}
