import { murmur3 } from '../../engine/hashing/murmur3';

/** Published values of MurmurHash3_x86_32 over UTF-8. */
const published: Array<[text: string, seed: number, hash: number]> = [
	['', 0, 0],
	['', 1, 0x514e28b7],
	['', 0xffffffff, 0x81f16f39],
	['\0\0\0\0', 0, 0x2362f9de],
	['aaaa', 0x9747b28c, 0x5a97808a],
	['aaa', 0x9747b28c, 0x283e0130],
	['aa', 0x9747b28c, 0x5d211726],
	['a', 0x9747b28c, 0x7fa09ea6],
	['abc', 0, 0xb3dd93fa],
	['Hello, world!', 0x9747b28c, 0x24884cba],
	['ππππππππ', 0x9747b28c, 0xd58063c1],
	['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
];

test.each(published)('%j with seed %d', (text, seed, hash) => {
	expect(murmur3(text, seed)).toBe(hash);
});
