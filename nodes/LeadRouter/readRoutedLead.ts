import { readLead } from '../../engine';

/** The lead that an item is, whatever its format, or why it is none (e.g. the error of the node before). */
export const readRoutedLead = (item: unknown): ReturnType<typeof readLead> =>
	readLead(item, { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' });
