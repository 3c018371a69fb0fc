import { KubernetesApiError } from '../kubernetes/KubernetesApiError';

/** Why a cluster did not do what a person asked for, in their words. */
export function describeClusterProblem(
  error: unknown,
  cluster: string,
): { refused: boolean; message: string } {
  if (error instanceof KubernetesApiError) {
    if (error.code === 401 || error.code === 403) {
      return {
        refused: true,
        message: `The cluster refused it: the portal may not patch rollouts in ${cluster}. Ask a platform engineer.`,
      };
    }
    if (error.code === 429) {
      return {
        refused: false,
        message: `${cluster} is too busy. Nothing was done. Try again in a minute.`,
      };
    }
    return {
      refused: false,
      message: `${cluster} did not do it: ${error.message}`,
    };
  }
  return { refused: false, message: `${cluster} did not do it.` };
}
