import { isAxiosError } from 'axios';
import { localHttp } from '../localHttp.ts';

/**
 * Posts to a webhook, text as text and all else as JSON, and resolves with what it answers.
 *
 * @param what named in the message if it is refused, such as "Lead anna@acme.no"
 * @param headers more headers, such as a browser's
 */
export async function postToWebhook<Answer>(url: string, body: unknown, what: string, headers: Record<string, string> = {}): Promise<Answer> {
	const type = typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/json';
	try {
		return (await localHttp(url).post<Answer>('', body, { headers: { ...headers, 'Content-Type': type } })).data;
	} catch (error) {
		if (!isAxiosError(error)) throw error;
		const answer = error.response ? `${error.response.status} ${JSON.stringify(error.response.data)}` : error.message;
		throw new Error(`${what} was not taken by ${url}: ${answer}`, { cause: error });
	}
}
