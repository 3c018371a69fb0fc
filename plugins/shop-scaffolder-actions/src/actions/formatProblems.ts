/** One sentence for one problem, a list for more. */
export function formatProblems(title: string, problems: string[]): string {
  return problems.length === 1
    ? `${title}: ${problems[0]}`
    : [`${title}:`, ...problems.map(problem => `- ${problem}`)].join('\n');
}
