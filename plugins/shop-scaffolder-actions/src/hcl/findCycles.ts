import type { Problem } from '../kustomize';

/** Finds units that wait for themselves. */
export function findCycles(graph: ReadonlyMap<string, string[]>): Problem[] {
  const done = new Set<string>();
  const problems = new Array<Problem>();

  function visit(file: string, path: string[]): void {
    if (path.includes(file)) {
      const cycle = [...path.slice(path.indexOf(file)), file];
      problems.push({
        file,
        reason: `depends on itself: ${cycle.join(' → ')}`,
      });
      return;
    }
    if (!done.has(file)) {
      for (const next of graph.get(file) ?? []) {
        visit(next, [...path, file]);
      }
      done.add(file);
    }
  }

  for (const file of graph.keys()) {
    visit(file, []);
  }
  return problems;
}
