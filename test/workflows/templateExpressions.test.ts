import { nodeOf, readTemplate } from './readTemplates';

const NURTURE = 'nurture-leads-between-50-and-70.json';
const RECORD = 'record-opens-clicks-replies-and-unsubscribes.json';
const HAND_OFF = 'hand-hot-leads-to-sales.json';
const WIN_BACK = 'win-back-quiet-leads.json';

/** What a field that a Set node makes (its first by default) would be for an item; the expression needs nothing but `$json` and the items of nodes before. */
function made(file: string, name: string, $json: object, before: Record<string, object> = {}, field?: string): unknown {
	const { assignments } = nodeOf(file, name).parameters.assignments as { assignments: { name: string; value: string }[] };
	const assignment = field === undefined ? assignments[0] : assignments.find((each) => each.name === field);
	const [, expression] = /^=\{\{([^]*)\}\}$/.exec(assignment?.value ?? '') ?? [];
	const evaluate = new Function('$json', '$', `return (${expression});`) as (json: object, of: (node: string) => unknown) => unknown;
	return evaluate($json, (node) => ({ item: { json: before[node] } }));
}

describe('the mails of campaigns', () => {
	const hostile = { firstName: '<img src=x onerror="alert(1)">\n\nBcc: all@x.example', email: 'eve@x.example' };
	const content = { subject: 'Read & save', body: 'One <b>bold</b> word\nand a line.\n\nA second part.', linkUrl: 'https://www.x.example/?a=1&b="2"', linkText: 'Go <on>' };
	const shared = { company: 'We & Co <Oslo>', webhooks: 'https://n8n.x.example/webhook' };
	const mails = [
		made(NURTURE, 'Write the mail', { ...hostile, ...shared, nurture: { content, token: 'TOKEN' } }),
		made(WIN_BACK, 'Write the mail', { ...shared, content }, { 'Check suppressions': { ...hostile, quiet: { token: 'TOKEN' } } }),
	] as { subject: string; text: string; html: string; unsubscribe: string }[];

	test.each(mails)('let no markup of a lead or a text into the HTML', ({ html }) => {
		expect([...html.matchAll(/<(\/?\w+)/g)].map(([, tag]) => tag)).toEqual(['div', 'p', '/p', 'p', 'br', '/p', 'p', '/p', 'p', 'a', '/a', '/p', 'p', 'br', 'a', '/a', '/p', 'img', '/div']);
		expect(html).toContain('<p>Hello &lt;img src=x onerror=&quot;alert(1)&quot;');
		expect(html).toContain('<p>One &lt;b&gt;bold&lt;/b&gt; word<br>and a line.</p>');
		expect(html).toContain('Go &lt;on&gt;</a>');
	});

	test.each(mails)('carry links that only the store can have made', ({ text, html, unsubscribe }) => {
		expect(unsubscribe).toBe('https://n8n.x.example/webhook/nurture-unsubscribe?t=TOKEN');
		expect(text).toContain(`Unsubscribe: ${unsubscribe}`);
		expect(html).toContain(`href="${unsubscribe}"`);
		expect(html).toContain('src="https://n8n.x.example/webhook/nurture-open?t=TOKEN"');
		expect(text.split('\n')[0]).not.toContain('Bcc: all@x.example\n');
	});

	test('lead through the click counter, but not where it could not go on to', () => {
		expect(mails[0]?.text).toContain('Go <on>: https://n8n.x.example/webhook/nurture-click?t=TOKEN');
		const other = made(NURTURE, 'Write the mail', { ...shared, nurture: { content: { ...content, linkUrl: 'mailto:us@x.example' }, token: 'TOKEN' } }) as { text: string };
		expect(other.text).toContain('Go <on>: mailto:us@x.example');
		expect(other.text).toMatch(/^Hello there,\n/);
		const none = made(NURTURE, 'Write the mail', { ...shared, nurture: { content: { subject: 'A', body: 'B' }, token: 'TOKEN' } }) as { html: string };
		expect(none.html.match(/<a /g)).toHaveLength(1);
	});

	test.each([NURTURE, WIN_BACK])('%s shows, deactivated, a node that can set one-click headers', (file) => {
		const node = nodeOf(file, 'Send by a mail service');
		expect([node.type, node.disabled]).toEqual(['n8n-nodes-base.mailgun', true]);
		expect(node.parameters.customHeaders).toEqual({
			headers: [
				{ name: 'List-Unsubscribe', value: '=<{{ $json.mail.unsubscribe }}>' },
				{ name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
			],
		});
	});
});

describe('what comes back', () => {
	const reply = (from: string, text: string, headers: Record<string, string> = {}) => made(RECORD, 'Read the reply', { from: { value: [{ address: from }] }, text, headers, messageId: '<m@x>', date: '2026-11-24T09:12:00.000Z' });
	const bounced = 'Final-Recipient: rfc822; Anna@x.example\nAction: failed\nStatus: 5.1.1';

	test.each([
		['a reply', reply('Anna@X.example', 'Let us talk'), 'anna@x.example', 'email_reply'],
		['an answer by a machine', reply('anna@x.example', 'I am away', { 'auto-submitted': 'Auto-Submitted: auto-replied' }), 'anna@x.example', ''],
		['an answer by an older machine', reply('anna@x.example', 'I am away', { precedence: 'Precedence: auto_reply' }), 'anna@x.example', ''],
		['a bounce', reply('MAILER-DAEMON@x.example', bounced), 'Anna@x.example', 'bounce'],
		['a mail that is only late', reply('mailer-daemon@x.example', bounced.replace('5.1.1', '4.4.1')), 'Anna@x.example', ''],
	])('%s in the mailbox', (_what, event, lead, type) => {
		expect(event).toMatchObject({ lead, type, id: '<m@x>', at: '2026-11-24T09:12:00.000Z' });
	});

	test.each([
		['SendGrid', [{ email: 'a@x.example', event: 'open', sg_event_id: 's1', timestamp: 1 }, { email: 'a@x.example', event: 'spamreport' }, { email: 'a@x.example', event: 'processed' }], [['a@x.example', 'email_open', 's1'], ['a@x.example', 'complaint', undefined]]],
		['Mailgun', { signature: {}, 'event-data': { recipient: 'a@x.example', event: 'failed', severity: 'permanent', id: 'g1' } }, [['a@x.example', 'bounce', 'g1']]],
		['Mailgun, which will try again', { 'event-data': { recipient: 'a@x.example', event: 'failed', severity: 'temporary' } }, []],
		['anything else', { events: [{ email: 'a@x.example', type: 'click', id: 'c1' }, { type: 'click' }, { email: 'a@x.example', event: '__proto__' }] }, [['a@x.example', 'email_click', 'c1']]],
	])('reports of %s', (_service, body, events) => {
		const found = made(RECORD, 'Read the reports', { body }) as { lead: string; type: string; id?: string }[];
		expect(found.map(({ lead, type, id }) => [lead, type, id])).toEqual(events);
	});

	test('a page that is only opened unsubscribes nobody', () => {
		const { connections } = readTemplate(RECORD);
		const reached = (from: string): string[] => (connections[from]?.main ?? []).flat().flatMap(({ node }) => [node, ...reached(node)]);
		expect(reached('Unsubscribe page is opened')).toEqual(['Whose page?', 'Ask to confirm', 'Say that it is none']);
		expect(reached('Unsubscribe is confirmed')).toContain('Stop writing to the lead');
	});

	test.each([
		['a link that was cut off', { error: 'The token is none of the lead store at db:5432/crm' }, 404, 'This link is not complete'],
		['a store that is away', { error: 'Cannot reach the lead store at db:5432/crm: refused' }, 500, 'This does not work right now'],
	])('%s is told from the other, and no fault to who has followed it', (_what, json, status, title) => {
		const valueOf = (expression: unknown): unknown => (new Function('$json', `return (${/^=\{\{([^]*)\}\}$/.exec(String(expression))?.[1]});`) as (json: object) => unknown)(json);
		for (const name of ['Answer that it is none', 'Say that it is none']) {
			const { responseBody, options } = nodeOf(RECORD, name).parameters;
			expect(valueOf((options as { responseCode: unknown }).responseCode)).toBe(status);
			expect(valueOf(responseBody)).toContain(`<h1>${title}</h1>`);
			expect(valueOf(responseBody)).not.toContain('db');
		}
	});
});

describe('the message to the owner', () => {
	const lead = {
		firstName: 'Eve', lastName: 'Lind', jobTitle: 'CTO\n\nMail: ceo@x.example', companyName: 'Lind', email: 'eve@x.example', phone: '1\r\n2', owner: { name: 'Kari' },
		leadScore: { score: 74, grade: 'A1', fit: 38.4, engagement: 36, reasons: ['+35 Asked for a demo'] },
		transition: { from: null },
	};
	const summary = { name: 'Eve Lind', company: 'Lind', reasons: [{ points: '+35', label: 'Asked for a demo', because: '1 demo request' }] };
	const messages = [
		made(HAND_OFF, 'Write the message', {}, { 'Assign the owner': lead }, 'message'),
		made('score-and-route-inbound-leads.json', 'Write the hand-off', { ...lead, summary }, {}, 'message'),
	].map(String);

	test.each(messages)('has one line of the lead where one is meant, whatever it typed', (message) => {
		expect(message).toContain('Eve Lind, CTO Mail: ceo@x.example, Lind is ready for you.\n');
		expect(message.match(/^Mail: .*$/gm)).toEqual(['Mail: eve@x.example']);
		expect(message).toContain('\nPhone: 1 2\n');
	});

	test('has nothing of a lead that turns its reading direction or breaks its lines, nor has the subject', () => {
		const unseen = ['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\u0000', '\u0007', '\u001b', '\u0085', '\v', '\f', '\u2028', '\u2029'];
		const spoilt = (text: string): string => `${text.slice(0, 2)}${unseen.join('')}${text.slice(2)}`;
		const fields = { firstName: spoilt('Evelyn'), lastName: spoilt('Lind'), jobTitle: spoilt('CTO'), companyName: spoilt('Lindum'), email: spoilt('eve@x.example'), phone: spoilt('123') };
		const leadScore = { ...lead.leadScore, reasons: [spoilt('+35 Asked')], contributions: [{ points: 35, label: spoilt('Asked'), because: spoilt('1 demo') }] };
		const hostile = { ...lead, ...fields, leadScore };
		const before = { 'Assign the owner': hostile };
		const told = (file: string): unknown[] => {
			const summarised = made(file, 'Summarise lead', hostile) as { name: string; company: string };
			return [summarised.name, summarised.company, made(file, 'Write the hand-off', { ...hostile, summary: summarised }, {}, 'message')];
		};
		const texts = [
			...['name', 'company', 'message'].map((field) => made(HAND_OFF, 'Write the message', {}, before, field)),
			...told('score-and-route-inbound-leads.json'),
			made(HAND_OFF, 'Write the message', {}, { 'Assign the owner': { ...hostile, firstName: '\u202e', lastName: null } }, 'name'),
		].map(String);
		for (const text of texts) expect(text).not.toMatch(/[\p{Bidi_C}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
		expect(texts.filter((text) => !text.includes('\n'))).toEqual(['Ev elyn Li nd', 'Li ndum', 'Ev elyn Li nd', 'Li ndum', 'ev e@x.example']);
		for (const text of texts.filter((each) => each.includes('\n'))) expect(text).toContain('Ev elyn Li nd, CT O, Li ndum is ready for you.\n');
	});

	test('tells the band before, or that there was none', () => {
		expect(messages[0]).toContain('(fit 38, engagement 36). It had no score before.\n');
		const known = made(HAND_OFF, 'Write the message', {}, { 'Assign the owner': { ...lead, transition: { from: 'nurture' } } }, 'message');
		expect(known).toContain('(fit 38, engagement 36). Its band was nurture before.\n');
	});
});

describe('the answer to who sends leads', () => {
	const INBOUND = 'score-and-route-inbound-leads.json';
	const valueOf = (text: unknown, ...names: string[]): ((...values: unknown[]) => unknown) =>
		new Function(...names, `return (${/^=\{\{([^]*)\}\}$/.exec(String(text))?.[1]});`) as (...values: unknown[]) => unknown;
	const items = (...all: object[]) => ({ all: () => all.map((json) => ({ json })) });
	const erased = { email: 'a@x.example', error: 'This lead was erased', details: "Lift the suppression: Lead Store node, 'Remove'." };
	const away = { email: 'b@x.example', error: 'Cannot reach the lead store at db:5432/crm: refused', details: 'Run again.' };

	test('tells of activities that were refused, and of no fault of the store', () => {
		const answer = valueOf(nodeOf(INBOUND, 'Answer the caller').parameters.responseBody, '$', '$input');
		const lead = (email: string, refused?: number) => ({ email, leadScore: { score: 5, band: 'cold' }, leadStore: refused === undefined ? {} : { activities: { recorded: 1, refused } } });
		const before = (node: string) => ({ isExecuted: false, ...items(...(node === 'Remember lead' ? [erased, away] : [])) });
		const { leads, refused } = answer(before, items(lead('a@x.example', 2), lead('b@x.example', 0), lead('c@x.example'))) as { leads: object[]; refused: object[] };
		expect(leads.map((each) => 'activitiesRefused' in each && each.activitiesRefused)).toEqual([2, false, false]);
		expect(refused).toEqual([{ email: 'a@x.example', error: 'This lead was erased' }, { email: 'b@x.example', error: 'By no fault of yours. Send it again later.' }]);
	});

	test('asks to send again where the store is at fault, and names nothing of the workflow where it is not', () => {
		const { responseBody, options } = nodeOf(INBOUND, 'Answer with the reasons').parameters;
		const answerTo = (...all: object[]): unknown[] => [(options as { responseCode: unknown }).responseCode, responseBody].map((text) => valueOf(text, '$input')(items(...all)));
		expect(answerTo(erased)).toEqual([422, { error: 'Not all leads were stored.', refused: [{ email: 'a@x.example', error: 'This lead was erased' }] }]);
		expect(answerTo(erased, away)).toEqual([500, { error: 'Not all leads were stored, by no fault of yours. Send them again later.' }]);
	});

	test.each([true, 'FALSE', ' yes ', 'withdrawn', '', null, undefined])('takes the consent %j', (consent) => {
		expect(made(INBOUND, 'Read request', { body: { email: 'a@x.example', consent } }, {}, 'problems')).toEqual([]);
	});

	test.each(['perhaps', 1, [true], { granted: true }])('says of the consent %j what it may be', (consent) => {
		const body = [{ email: 'a@x.example' }, { email: 'b@x.example', consent }];
		expect(made(INBOUND, 'Read request', { body }, {}, 'problems')).toEqual(["Lead 2: 'consent' must be true or false, yes or no, granted or withdrawn; or leave it out"]);
	});
});
