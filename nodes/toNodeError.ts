import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import type { Issue } from '../engine';
import type { LeadStoreError } from '../store/LeadStoreError';
import { isToolNode } from './isToolNode';
import { asHtml } from './asHtml';
import { isProblem } from './Problem';
import type { Problem } from './Problem';

const tell = ({ path, message }: Issue): string => (path === '' ? message : `${path}: ${message}`);

/** The next step, then all issues. */
const linesOf = ({ remedy, issues = [] }: Problem): string[] => [...(remedy === undefined ? [] : [remedy]), ...issues.map(tell)];

/** The same where it is shown in one line. */
const inOneLine = ({ remedy = '', issues = [] }: Problem): string => [remedy, issues.map(tell).join('; ')].filter((part) => part !== '').join(' ');

const ofItem = (itemIndex: number | undefined): { itemIndex?: number } =>
	itemIndex === undefined ? {} : { itemIndex };

/** Told by its name, so that nodes which never open the store need not load it. */
const isStoreError = (cause: unknown): cause is LeadStoreError => cause instanceof Error && cause.name === 'LeadStoreError';

/**
 * Makes the error a node throws; the one place that does.
 *
 * @param cause a `Problem` as data, a `LeadStoreError`, or whatever else was thrown. An error that n8n already understands comes back
 * itself, because wrapping it again would drop what is added here.
 * @param itemIndex the input item at fault; absent when it is the node's configuration.
 * @param messageAlone whether nothing but the message is shown, so that the next step must be in it; an agent that called the node as
 * its tool gets no more
 */
export function toNodeError(
	node: INode,
	cause: unknown,
	itemIndex?: number,
	messageAlone = isToolNode(node),
): NodeOperationError | NodeApiError {
	if (cause instanceof NodeOperationError || cause instanceof NodeApiError) {
		if (itemIndex !== undefined) cause.context.itemIndex ??= itemIndex;
		return cause;
	}
	if (isProblem(cause) || isStoreError(cause)) {
		const lines = linesOf(cause);
		const message = messageAlone && lines.length > 0 ? `${cause.message}. ${inOneLine(cause)}` : cause.message;
		const error = new NodeOperationError(node, message, { ...ofItem(itemIndex), description: messageAlone ? '' : lines.map(asHtml).join('<br>\n') });
		// n8n takes any text with the name of a system error in it (a field "remoteAccess": EACCES) for that error.
		error.message = message;
		return error;
	}
	const error = cause instanceof Error ? cause : new Error(String(cause));
	return new NodeOperationError(node, error, ofItem(itemIndex));
}
