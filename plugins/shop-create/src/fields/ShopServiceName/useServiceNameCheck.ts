import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { useEffect, useState } from 'react';
import { lookUpServiceName } from './lookUpServiceName';

const TYPING_PAUSE_MILLIS = 400;

/** What is known about a name. */
export type ServiceNameCheck =
  | { status: 'idle' | 'checking' | 'free' | 'unknown' }
  | { status: 'taken'; message: string };

/** Asks whether a valid name is free, once the person stops typing. */
export function useServiceNameCheck(name: string): ServiceNameCheck {
  const scaffolderApi = useApi(scaffolderApiRef);
  const [answer, setAnswer] = useState<{
    name: string;
    check: ServiceNameCheck;
  }>();
  const canAsk = describeServiceNameProblem(name) === undefined;

  useEffect(() => {
    if (!canAsk) {
      return undefined;
    }
    let current = true;
    const settle = (check: ServiceNameCheck) => {
      if (current) {
        setAnswer({ name, check });
      }
    };
    const timer = setTimeout(async () => {
      settle({ status: 'checking' });
      try {
        const message = await lookUpServiceName(scaffolderApi, name);
        settle(message ? { status: 'taken', message } : { status: 'free' });
      } catch {
        settle({ status: 'unknown' });
      }
    }, TYPING_PAUSE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [scaffolderApi, name, canAsk]);

  return canAsk && answer?.name === name ? answer.check : { status: 'idle' };
}
