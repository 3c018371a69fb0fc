import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsTranslationRef } from '../../translation';

/** One line of the menu. */
export interface MoreMenuItem {
  id: string;
  label: string;
}

export interface MoreMenuProps {
  /** Accessible name, for example `More actions in prod`. */
  label: string;
  possible: MoreMenuItem[];
  notPossible: MoreMenuItem[];
  onAction: (id: string) => void;
  /** An item that is not possible was chosen: its reason is wanted. */
  onReason: (id: string) => void;
}

/**
 * Actions that are rarely wanted, and those that are not possible now. The
 * latter can be reached and chosen too, and lead to their reason.
 */
export function MoreMenu(props: MoreMenuProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  if (props.possible.length + props.notPossible.length === 0) {
    return null;
  }
  return (
    <MenuTrigger>
      <Button
        variant="tertiary"
        size="small"
        aria-label={props.label}
        iconEnd={<RiMore2Line aria-hidden="true" />}
      >
        {t('action.more')}
      </Button>
      <Menu>
        {props.possible.map(item => (
          <MenuItem
            key={item.id}
            id={item.id}
            onAction={() => props.onAction(item.id)}
          >
            {item.label}
          </MenuItem>
        ))}
        {props.notPossible.length > 0 && (
          <MenuSection title={t('action.notPossible')}>
            {props.notPossible.map(item => (
              <MenuItem
                key={item.id}
                id={item.id}
                onAction={() => props.onReason(item.id)}
              >
                {item.label}
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </Menu>
    </MenuTrigger>
  );
}
