import { Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { DeliveryEnvironment } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

const PARAM = 'show';
const ALL = 'all';

/** The one environment that is shown, or undefined for all. */
export function useShownEnvironment(): string | undefined {
  const [searchParams] = useSearchParams();
  return searchParams.get(PARAM) ?? undefined;
}

/** Chooses between all environments and one; kept in the address. */
export function LaneFilter(props: { environments: DeliveryEnvironment[] }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const [searchParams, setSearchParams] = useSearchParams();
  return (
    <Select
      aria-label={t('filter.label')}
      size="small"
      options={[
        { value: ALL, label: t('filter.all') },
        ...props.environments.map(({ name, title }) => ({
          value: name,
          label: title,
        })),
      ]}
      value={searchParams.get(PARAM) ?? ALL}
      onChange={key => {
        const next = new URLSearchParams(searchParams);
        if (key === ALL || key === null) {
          next.delete(PARAM);
        } else {
          next.set(PARAM, String(key));
        }
        setSearchParams(next, { replace: true });
      }}
    />
  );
}
