import type { NameUse } from './ServiceNames';

/** The page of a task, which a new repository carries as its homepage. */
export function toTaskUrl(appBaseUrl: string, taskId: string): string {
  return `${appBaseUrl.replace(/\/$/, '')}/create/tasks/${taskId}`;
}

/**
 * Whether an earlier try of the same task made the repository, so that this
 * try can go on with it.
 *
 * @remarks
 *
 * A repository with content says so in its answers. One that is still empty,
 * because the push failed, has the task as its homepage.
 */
export function isMadeByTask(
  { repository, answers }: NameUse,
  task: { id: string; url: string; templateRef?: string },
): boolean {
  if (!repository) {
    return false;
  }
  if (repository.empty) {
    return repository.homepage === task.url;
  }
  return (
    answers !== undefined &&
    answers.task === task.id &&
    answers.name === repository.name &&
    (task.templateRef === undefined || answers.template === task.templateRef)
  );
}
