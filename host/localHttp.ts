import { Agent } from 'node:http';
import axios, { type AxiosInstance } from 'axios';

/** An HTTP client for servers of ours on this machine: past any proxy, every request on a connection of its own. */
export const localHttp = (baseURL: string, timeoutMs = 60_000): AxiosInstance =>
	axios.create({
		baseURL,
		proxy: false,
		timeout: timeoutMs,
		// Servers close idle connections; one that is closed just as we write to it again fails with "socket hang up".
		httpAgent: new Agent({ keepAlive: false }),
	});
