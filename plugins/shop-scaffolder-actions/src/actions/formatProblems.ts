import { InputError } from '@backstage/errors';
import type { Problem } from '../kustomize';

/** One sentence for one problem, a list for more. */
export function formatProblems(title: string, problems: string[]): string {
  return problems.length === 1
    ? `${title}: ${problems[0]}`
    : [`${title}:`, ...problems.map(problem => `- ${problem}`)].join('\n');
}

/** A problem of a rendered file, with its place. */
export function formatProblem({ file, line, reason }: Problem): string {
  const place = line === undefined ? file : `${file}, line ${line}`;
  return `${place}: ${reason}`;
}

/** @throws InputError when there are problems, which tells all of them */
export function throwProblems(problems: Problem[]): void {
  if (problems.length > 0) {
    throw new InputError(
      formatProblems(
        problems.length === 1 ? '1 problem' : `${problems.length} problems`,
        problems.map(formatProblem),
      ),
    );
  }
}
