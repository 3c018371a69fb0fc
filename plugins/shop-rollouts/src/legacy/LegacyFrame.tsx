import { Fragment, PropsWithChildren, useSyncExternalStore } from 'react';
import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';
import { DeliveryQueryProvider } from '../queries/DeliveryQueryProvider';
import { PageDialogApi } from './PageDialogApi';

const NO_DIALOGS: ReturnType<PageDialogApi['getDialogs']> = [];
const NOTHING = { subscribe: () => () => {}, getDialogs: () => NO_DIALOGS };

/** What the new frontend system brings around the parts of a plugin. */
export function LegacyFrame(props: PropsWithChildren<{}>) {
  const dialogApi = useApi(dialogApiRef);
  const own = dialogApi instanceof PageDialogApi ? dialogApi : NOTHING;
  const dialogs = useSyncExternalStore(own.subscribe, own.getDialogs);
  return (
    <DeliveryQueryProvider>
      {props.children}
      {dialogs.map(({ id, element }) => (
        <Fragment key={id}>{element}</Fragment>
      ))}
    </DeliveryQueryProvider>
  );
}
