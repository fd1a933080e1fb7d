import type { INode } from 'n8n-workflow';

/** Whether the node is the tool of an AI agent; n8n gives the tool's type this ending, and reads its first output only. */
export const isToolNode = (node: INode): boolean => node.type.endsWith('Tool');
