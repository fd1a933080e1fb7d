import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ToolDefinition {
	function: { name: string; description?: string; parameters: { properties?: Record<string, { description?: string }>; required?: string[] } };
}

export interface ChatRequest {
	tools?: ToolDefinition[];
	messages: { role: string; content: unknown; tool_calls?: unknown }[];
}

type Answer = { text: string } | { call: string; arguments: Record<string, unknown> };

/**
 * Stands in for OpenAI's chat completions API on 127.0.0.1: answers what the test has it answer and remembers what it
 * was asked. It thinks nothing; all else between the agent and the tool is real.
 */
export class FakeChatModel {
	readonly requests: ChatRequest[] = [];
	private readonly server: Server;

	private constructor(server: Server) {
		this.server = server;
	}

	/** @param answer what to say to the n-th request (from 0) */
	static async start(answer: (request: ChatRequest, n: number) => Answer): Promise<FakeChatModel> {
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const asked = JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
				const n = model.requests.push(asked) - 1;
				response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(completion(answer(asked, n), n)));
			});
		});
		const model = new FakeChatModel(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

function completion(answer: Answer, n: number): unknown {
	const message =
		'text' in answer
			? { role: 'assistant', content: answer.text }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [{ id: `call_${n}`, type: 'function', function: { name: answer.call, arguments: JSON.stringify(answer.arguments) } }],
				};
	return {
		id: `completion_${n}`,
		object: 'chat.completion',
		created: 0,
		model: 'fake',
		choices: [{ index: 0, message, finish_reason: 'text' in answer ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
