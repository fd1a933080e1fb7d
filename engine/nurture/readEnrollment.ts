import { isRecord } from '../scoring/isRecord';
import type { Enrollment, PassedStep } from './Enrollment';
import { toMoment } from './toMoment';

function readPassed(step: unknown): PassedStep | null {
	const at = isRecord(step) ? toMoment(step.at) : null;
	return at === null || !isRecord(step) || typeof step.id !== 'string' ? null : { id: step.id, at };
}

/** An enrollment from whatever comes in; `null` if any of it cannot be read, since guessing might send a step twice. */
export function readEnrollment(value: unknown): Enrollment | null {
	if (!isRecord(value) || typeof value.heldOut !== 'boolean' || !Array.isArray(value.passed)) return null;
	const enrolledAt = toMoment(value.enrolledAt);
	const passed = value.passed.map(readPassed).filter((step) => step !== null);
	if (enrolledAt === null || passed.length < value.passed.length) return null;
	return { enrolledAt, heldOut: value.heldOut, passed };
}
