import { readFlatted } from '../../../host/readFlatted.ts';

test('reads what n8n\'s API writes: every string inside is the index of another entry', () => {
	const text = '[{"a":"1","list":"2","n":3,"none":null,"yes":true},"text",["1","3","3"],{"deep":"4"},"0"]';
	expect(readFlatted(text)).toEqual({
		a: 'text',
		list: ['text', { deep: '0' }, { deep: '0' }],
		n: 3,
		none: null,
		yes: true,
	});
});
