/** Points as a message shows them: sums of fractions without their last, inexact digits. */
export const tellPoints = (points: number): string => String(Number(points.toFixed(6)));
