import { getMany as getManyActivities } from './activity/getMany';
import { record } from './activity/record';
import { add as addAdjustment } from './adjustment/add';
import { getMany as getManyAdjustments } from './adjustment/getMany';
import { remove as removeAdjustment } from './adjustment/remove';
import { enroll } from './campaign/enroll';
import { exit } from './campaign/exit';
import { getEnrollments } from './campaign/getEnrollments';
import { getMany as getManyCampaigns } from './campaign/getMany';
import { getResults } from './campaign/getResults';
import { readToken } from './campaign/readToken';
import { retry as retryMessages } from './campaign/retry';
import { save as saveCampaign } from './campaign/save';
import { erase } from './lead/erase';
import { get as getLead } from './lead/get';
import { getMany as getManyLeads } from './lead/getMany';
import { identify } from './lead/identify';
import { upsert } from './lead/upsert';
import { activate } from './model/activate';
import { get as getModel } from './model/get';
import { getMany as getManyModels } from './model/getMany';
import { save } from './model/save';
import type { Resource } from './Operation';
import { get as getScore } from './score/get';
import { getHistory } from './score/getHistory';
import { add as addSuppression } from './suppression/add';
import { check } from './suppression/check';
import { remove as removeSuppression } from './suppression/remove';
import { getMany as getManyTransitions } from './transition/getMany';
import { retry } from './transition/retry';

/** All that the node can do. Of each resource, the first operation is the one to begin with. */
export const resources: readonly Resource[] = [
	{
		option: { name: 'Activity', value: 'activity', description: 'What leads and visitors did' },
		operations: [record, getManyActivities],
	},
	{
		option: { name: 'Adjustment', value: 'adjustment', description: 'Points that people give a lead' },
		operations: [addAdjustment, getManyAdjustments, removeAdjustment],
	},
	{
		option: { name: 'Campaign', value: 'campaign', description: 'Nurture campaigns: who is in them, what comes next, and what they achieve' },
		operations: [getEnrollments, enroll, exit, getManyCampaigns, getResults, readToken, retryMessages, saveCampaign],
	},
	{
		option: { name: 'Lead', value: 'lead', description: 'Who they are, and by which identities they are known' },
		operations: [upsert, erase, getLead, getManyLeads, identify],
	},
	{
		option: { name: 'Model', value: 'model', description: 'The rules that score, in versions' },
		operations: [getManyModels, activate, getModel, save],
	},
	{
		option: { name: 'Score', value: 'score', description: 'How leads are scored, and how that came about' },
		operations: [getScore, getHistory],
	},
	{
		option: { name: 'Suppression', value: 'suppression', description: 'Who must not be written to' },
		operations: [check, addSuppression, removeSuppression],
	},
	{
		option: { name: 'Transition', value: 'transition', description: 'Changes of band, and how handing them over stands' },
		operations: [getManyTransitions, retry],
	},
];
