import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const PREFIX = 'var-';

export interface VariableChoice {
  /** What the person chose; the dashboard's own values are not in it. */
  chosen: Record<string, string[]>;
  choose(name: string, values: string[]): void;
}

/** The values of variables that a person chose, kept in the address. */
export function useVariableChoice(): VariableChoice {
  const [params, setParams] = useSearchParams();
  const search = params.toString();
  const chosen = useMemo(() => {
    const result: Record<string, string[]> = {};
    for (const [key, value] of new URLSearchParams(search)) {
      if (key.startsWith(PREFIX)) {
        (result[key.slice(PREFIX.length)] ??= []).push(value);
      }
    }
    return result;
  }, [search]);
  return {
    chosen,
    choose: (name, values) => {
      const next = new URLSearchParams(search);
      next.delete(`${PREFIX}${name}`);
      values.forEach(value => next.append(`${PREFIX}${name}`, value));
      setParams(next, { replace: true });
    },
  };
}
