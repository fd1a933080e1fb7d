import type { Condition, Scalar } from '../../../engine';

/** How the text that a person typed into 'Value' becomes the operator's value in the model. */
type Operand = 'none' | 'text' | 'list' | 'bounds';

interface OperatorChoice {
	name: string;
	/** As it reads inside a rule's sentence. */
	phrase: string;
	operand: Operand;
	placeholder?: string;
	/** The condition for a field and its typed value. */
	toCondition(field: string, value: Scalar | Scalar[]): Condition;
}

const plain = (op: string) => (field: string, value: Scalar | Scalar[]) => ({ field, op, value }) as Condition;
const bare = (op: string) => (field: string) => ({ field, op }) as Condition;
const fixed = (op: string, value: Scalar) => (field: string) => ({ field, op, value }) as Condition;

/** What 'Comparison' offers, by its value; in the order of their names, as n8n lists options. */
export const operatorChoices = {
	contains: { name: 'Contains', phrase: 'contains', operand: 'text', toCondition: plain('contains') },
	notContains: { name: 'Does Not Contain', phrase: 'does not contain', operand: 'text', toCondition: plain('notContains') },
	notMatches: { name: 'Does Not Match Pattern', phrase: 'does not match', operand: 'text', toCondition: plain('notMatches') },
	emailDomainNotIn: { name: 'Email Domain Is None Of', phrase: 'is not at', operand: 'list', toCondition: plain('emailDomainNotIn') },
	emailDomainIn: { name: 'Email Domain Is One Of', phrase: 'is at', operand: 'list', toCondition: plain('emailDomainIn') },
	endsWith: { name: 'Ends With', phrase: 'ends with', operand: 'text', toCondition: plain('endsWith') },
	notExists: { name: 'Has No Value', phrase: 'has no value', operand: 'none', toCondition: bare('notExists') },
	exists: { name: 'Has a Value', phrase: 'has a value', operand: 'none', toCondition: bare('exists') },
	equals: { name: 'Is', phrase: 'is', operand: 'text', toCondition: plain('equals') },
	after: { name: 'Is After Date', phrase: 'is after', operand: 'text', toCondition: plain('after') },
	atLeast: { name: 'Is At Least', phrase: 'is at least', operand: 'text', toCondition: plain('atLeast') },
	atMost: { name: 'Is At Most', phrase: 'is at most', operand: 'text', toCondition: plain('atMost') },
	before: { name: 'Is Before Date', phrase: 'is before', operand: 'text', toCondition: plain('before') },
	between: { name: 'Is Between', phrase: 'is between', operand: 'bounds', toCondition: plain('between') },
	isFalse: { name: 'Is False', phrase: 'is false', operand: 'none', toCondition: fixed('equals', false) },
	greaterThan: { name: 'Is Greater Than', phrase: 'is greater than', operand: 'text', toCondition: plain('greaterThan') },
	lessThan: { name: 'Is Less Than', phrase: 'is less than', operand: 'text', toCondition: plain('lessThan') },
	olderThanDays: { name: 'Is More Than … Days Ago', phrase: 'is more days ago than', operand: 'text', toCondition: plain('olderThanDays') },
	notIn: { name: 'Is None Of', phrase: 'is none of', operand: 'list', toCondition: plain('notIn') },
	notEquals: { name: 'Is Not', phrase: 'is not', operand: 'text', toCondition: plain('notEquals') },
	in: { name: 'Is One Of', phrase: 'is one of', operand: 'list', toCondition: plain('in') },
	isTrue: { name: 'Is True', phrase: 'is true', operand: 'none', toCondition: fixed('equals', true) },
	withinLastDays: { name: 'Is Within the Last … Days', phrase: 'is within the last days', operand: 'text', toCondition: plain('withinLastDays') },
	withinNextDays: {
		name: 'Is Within the Next … Days',
		phrase: 'is within the next days',
		operand: 'text',
		toCondition: (field, days) => ({
			all: [
				{ field, op: 'olderThanDays', value: -Number(days) },
				// A date without a time that is today's began up to a day ago.
				{ not: { field, op: 'olderThanDays', value: 1 } },
			],
		}),
	},
	matches: { name: 'Matches Pattern', phrase: 'matches', operand: 'text', toCondition: plain('matches') },
	startsWith: { name: 'Starts With', phrase: 'starts with', operand: 'text', toCondition: plain('startsWith') },
} satisfies Record<string, OperatorChoice>;

export type OperatorChoiceId = keyof typeof operatorChoices;
