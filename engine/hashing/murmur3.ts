const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

const scramble = (word: number): number => Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);

/**
 * MurmurHash3 (x86, 32 bits) of a text's UTF-8 bytes: an unsigned integer below 2^32, the same on every machine.
 * Source: Austin Appleby, MurmurHash3.cpp, public domain, https://github.com/aappleby/smhasher
 */
export function murmur3(text: string, seed = 0): number {
	const bytes = new TextEncoder().encode(text);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const wholeWords = bytes.length - (bytes.length % 4);

	let hash = seed;
	for (let at = 0; at < wholeWords; at += 4) {
		hash ^= scramble(view.getUint32(at, true));
		hash = (Math.imul(rotateLeft(hash, 13), 5) + 0xe6546b64) | 0;
	}
	let tail = 0;
	for (let at = bytes.length - 1; at >= wholeWords; at--) tail = (tail << 8) | view.getUint8(at);
	hash ^= scramble(tail);

	hash ^= bytes.length;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
