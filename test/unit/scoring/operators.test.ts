import fc from 'fast-check';
import { compileModel, type Operator } from '../../../engine';

/** Whether a condition on the field `v` holds. */
function holds(op: Operator, operand: unknown, value: unknown): boolean {
	const model = { format: 1 as const, id: 'm', name: 'M', version: 1, groups: [{ id: 'g', name: 'G', dimension: 'fit' as const, rules: [{ id: 'r', type: 'attribute' as const, when: { field: 'v', op, value: operand } as never, points: 1 }] }] };
	return compileModel(model).score({ attributes: { v: value } }, 0).raw === 1;
}
/** How texts are compared, as the format says it. */
const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();
/** Few characters, so that texts meet often: cases, blanks, a mark that joins the letter before it, letters that change when lower-cased. */
const text = fc.string({ unit: fc.constantFrom('a', 'A', 'e', '/', ' ', '\t', '\u0301', 'é', 'İ', 'K', '1'), maxLength: 6 });

it('startsWith says what comparing whole texts says', () => {
	fc.assert(
		fc.property(text, text, (value, start) => {
			fc.pre(plain(start) !== '');
			expect(holds('startsWith', start, value)).toBe(plain(value) !== '' && plain(value).startsWith(plain(start)));
		}),
		{ numRuns: 5000 },
	);
});

it('atLeast takes the numbers that a text is, and no other text', () => {
	const number = fc.oneof(fc.integer().map(String), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', 'e', ' '), maxLength: 18 }));
	fc.assert(
		fc.property(number, (value) => {
			const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value.trim()) && Number.isFinite(Number(value));
			expect(holds('atLeast', Number(value), value)).toBe(isNumber);
			expect(holds('lessThan', Number(value), value)).toBe(false);
		}),
		{ numRuns: 3000 },
	);
});

it.each([
	['anna@acme.no', ['acme.no'], true],
	['anna@mail.Acme.no ', ['acme.no'], true],
	['anna@notacme.no', ['acme.no'], false],
	['anna@acme.no@other.no', ['acme.no'], false],
	['acme.no', ['acme.no'], false],
	['anna@a.b.c.no', ['x.no', 'b.c.no'], true],
	['anna@', ['acme.no'], false],
])('emailDomainIn of %s: %j is %s', (value, domains, expected) => {
	expect(holds('emailDomainIn', domains, value)).toBe(expected);
});
