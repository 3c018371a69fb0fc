import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readRange, TimeRange, writeRange } from './timeRange';

export interface MonitoringView {
  /** The chosen environment, or undefined where the address names none. */
  environment?: string;
  range: TimeRange;
  setEnvironment(name: string): void;
  setRange(range: TimeRange): void;
}

/** One environment and one time range for all parts, kept in the address. */
export function useMonitoringView(): MonitoringView {
  const [params, setParams] = useSearchParams();
  const search = params.toString();
  return useMemo(() => {
    const change = (write: (next: URLSearchParams) => void) => {
      const next = new URLSearchParams(search);
      write(next);
      setParams(next, { replace: true });
    };
    return {
      environment: params.get('env') ?? undefined,
      range: readRange(params),
      setEnvironment: name => change(next => next.set('env', name)),
      setRange: range => change(next => writeRange(next, range)),
    };
    // The address is what the view depends on, not the object that holds it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [search, setParams]);
}
