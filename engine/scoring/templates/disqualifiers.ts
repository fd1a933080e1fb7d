import type { Model } from '../Model';

const botAgents =
	'bot($|[^\\pL])|crawl|spider|slurp|headless|lighthouse|pingdom|phantomjs|selenium|puppeteer|' +
	'^(curl|wget|python|java|go-http|okhttp|axios|node|ruby|perl|libwww|scrapy)';

/**
 * Who never goes to sales, whatever the score. A bot is told by the browser it names or by a form's trap field.
 *
 * @param competitorDomains e-mail domains of competitors; their sub-domains count as well
 */
export const disqualifiers = (competitorDomains: string[]): NonNullable<Model['disqualify']> => [
	{
		id: 'competitor',
		label: 'Competitor',
		when: {
			any: [
				{ field: 'email', op: 'emailDomainIn', value: competitorDomains },
				{ field: 'isCompetitor', op: 'equals', value: true },
			],
		},
	},
	{
		id: 'customer',
		label: 'Existing customer',
		when: {
			any: [
				{ field: 'lifecycleStage', op: 'in', value: ['customer', 'evangelist'] },
				{ field: 'isCustomer', op: 'equals', value: true },
			],
		},
	},
	{
		id: 'bot',
		label: 'Bot',
		when: {
			any: [
				{
					all: [
						{ field: 'userAgent', op: 'matches', value: botAgents },
						// A phone maker whose name ends like a bot's.
						{ field: 'userAgent', op: 'notContains', value: 'cubot' },
					],
				},
				{ field: 'isBot', op: 'equals', value: true },
			],
		},
	},
];
