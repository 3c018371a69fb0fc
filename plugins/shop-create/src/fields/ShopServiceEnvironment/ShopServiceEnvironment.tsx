import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { environmentsLookup } from '@shop-portal/plugin-shop-create-common';
import { useEffect } from 'react';
import { shopCreateTranslationRef } from '../../translation';
import { lookUp } from '../lookUp';
import { OptionsField } from '../OptionsField';
import { useOptions } from '../useOptions';
import type { ServiceEnvironmentFieldProps } from './schema';

/** Lets a person choose an environment that the chosen service has not yet. */
export function ShopServiceEnvironment(props: ServiceEnvironmentFieldProps) {
  const { formData, formContext, onChange } = props;
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const scaffolderApi = useApi(scaffolderApiRef);
  const chosen: unknown = formContext?.formData?.service;
  const service = typeof chosen === 'string' ? chosen : undefined;
  const environments = useOptions(service, async name => {
    const found = await lookUp(scaffolderApi, environmentsLookup, {
      service: name,
    });
    return found.map(({ id, title }) => ({
      value: id,
      label: title ? `${id} (${title})` : id,
    }));
  });
  const isForeign =
    environments.status === 'ready' &&
    formData !== undefined &&
    !environments.options.some(({ value }) => value === formData);

  // Another service was chosen, which cannot have what was chosen here.
  useEffect(() => {
    if (isForeign) {
      onChange(undefined);
    }
  }, [isForeign, onChange]);

  return (
    <OptionsField
      field={props}
      options={environments}
      texts={{
        none: t('serviceEnvironment.none'),
        choose: t('serviceEnvironment.choose'),
        loading: service
          ? t('serviceEnvironment.loading')
          : t('serviceEnvironment.noService'),
        failed: t('serviceEnvironment.failed'),
      }}
    />
  );
}
