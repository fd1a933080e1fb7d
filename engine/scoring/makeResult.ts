import { plainConstructor } from './plainConstructor';
import type { ScoreResult } from './ScoreResult';

type GivenResult = Omit<ScoreResult, 'nextReviewAt'>;

const Result = plainConstructor(function (this: GivenResult, given: GivenResult) {
	this.score = given.score;
	this.raw = given.raw;
	this.fit = given.fit;
	this.engagement = given.engagement;
	this.adjustment = given.adjustment;
	this.band = given.band;
	this.grade = given.grade;
	this.segment = given.segment;
	this.disqualifiedBy = given.disqualifiedBy;
	this.groups = given.groups;
	this.contributions = given.contributions;
	this.ignoredActivities = given.ignoredActivities;
	this.model = given.model;
	this.scoredAt = given.scoredAt;
});

/** A result that costs little, however long it is kept; without `nextReviewAt`. */
export const makeResult = (given: GivenResult): ScoreResult => new Result(given);
