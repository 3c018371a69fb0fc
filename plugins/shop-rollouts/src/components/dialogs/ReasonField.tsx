import { TextAreaField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useInitialFocus } from '@shop-portal/plugin-shop-react';
import { shopRolloutsTranslationRef } from '../../translation';

export interface ReasonFieldProps {
  value: string;
  onChange: (value: string) => void;
  isRequired: boolean;
  /** Shown once the person tried to go on without it. */
  error?: string;
}

/** Why a person does this; it stays in the record. */
export function ReasonField(props: ReasonFieldProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const ref = useInitialFocus(props.isRequired);
  return (
    <TextAreaField
      ref={ref}
      label={t('dialog.reason')}
      secondaryLabel={
        props.isRequired ? t('dialog.required') : t('dialog.optional')
      }
      description={t('dialog.reasonHelp')}
      rows={2}
      value={props.value}
      onChange={props.onChange}
      validationBehavior="aria"
      validate={() => props.error ?? true}
    />
  );
}
