import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Switch,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsTranslationRef } from '../../translation';
import { useShortcutSetting } from './useShortcutSetting';
import styles from './DeliveryTab.module.css';

const KEYS = ['j', 'k', 'p', '?'] as const;

/** Which single keys do what, and the switch that turns them off. */
export function ShortcutsDialog(props: { onClose: () => void }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const [isOn, setIsOn] = useShortcutSetting();
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('shortcuts.title')}</DialogHeader>
      <DialogBody>
        <dl className={styles.shortcuts}>
          {KEYS.map(key => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`shortcuts.keys.${key}`)}</dd>
            </div>
          ))}
        </dl>
        <Switch
          label={t('shortcuts.setting')}
          isSelected={isOn}
          onChange={setIsOn}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('shortcuts.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
