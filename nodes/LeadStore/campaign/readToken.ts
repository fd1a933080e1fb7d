import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const readToken: Operation = {
	option: {
		name: 'Read Message Token',
		value: 'readToken',
		action: 'Read the token of a message',
		description: 'Tell whom and what a link in a message is about, e.g. a link to unsubscribe. A token that this store has not made is refused.',
	},
	fields: [
		{
			displayName: 'Token',
			name: 'reference',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 9fK2…',
			description: 'What the Nurture Campaign Trigger gave as <code>nurture.token</code>, as it came back in a link',
		},
	],
	execute: eachItem(async ({ store }, parameters) => {
		const token = parameters.requiredText('reference', 'Token', 'the one from the address that was called');
		parameters.check();
		const message = await store.messageTokens.open(token);
		if (!message) {
			throw parameters.failure({
				message: `The token is none of ${store.place}`,
				remedy: 'It was cut off or changed on its way, or comes from another lead store: compare the credentials of this node and of the trigger.',
			});
		}
		return [{ ...message }];
	}),
};
