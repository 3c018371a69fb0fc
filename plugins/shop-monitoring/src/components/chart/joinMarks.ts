import { ChartMark } from './chartTypes';

/** Marks that stand too close to each other to be told apart. */
export interface MarkGroup {
  marks: ChartMark[];
  /** Pixels from the left edge of the plot. */
  left: number;
}

const CLOSER_THAN_PX = 24;

/** Joins marks closer than 24 px into one, so that one is not taken for fifty. */
export function joinMarks(
  marks: ChartMark[],
  toPixels: (at: number) => number,
): MarkGroup[] {
  const groups: MarkGroup[] = [];
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const left = toPixels(mark.at);
    const last = groups.at(-1);
    if (last && left - last.left < CLOSER_THAN_PX) {
      last.marks.push(mark);
    } else {
      groups.push({ marks: [mark], left });
    }
  }
  return groups;
}
