import { useEffect, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';

const BUCKET = 'shop-rollouts';
const KEY = 'singleKeyShortcuts';

/** Whether this person wants shortcuts of a single key; on by default. */
export function useShortcutSetting(): [boolean, (isOn: boolean) => void] {
  const storage = useApi(storageApiRef).forBucket(BUCKET);
  const [isOn, setIsOn] = useState(
    () => storage.snapshot<boolean>(KEY).value ?? true,
  );

  useEffect(() => {
    const subscription = storage
      .observe$<boolean>(KEY)
      .subscribe(({ value }) => setIsOn(value ?? true));
    return () => subscription.unsubscribe();
  }, [storage]);

  return [isOn, value => storage.set(KEY, value)];
}
