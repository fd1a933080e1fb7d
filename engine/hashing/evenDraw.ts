import { murmur3 } from './murmur3';

const HASHES = 2 ** 32;

/** A number in (0, 1), never on either end, evenly spread over `key` and `other`; the same for the same two. */
export const evenDraw = (key: string, other: string): number => (murmur3(`${key}\n${other}`) + 0.5) / HASHES;
