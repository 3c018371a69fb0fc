import {
  Link,
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
  useSidebarOpenState,
} from '@backstage/core-components';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import { focusMainContent } from './focusMainContent';
import { ShopLogo } from './ShopLogo';
import styles from './ShopSidebar.module.css';

function LogoLink() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" className={styles.logo} aria-label="Shop portal, Home">
      <ShopLogo />
      {isOpen && <span className={styles.name}>Shop portal</span>}
    </Link>
  );
}

/** The sidebar: what people look for most comes first. */
export function ShopSidebar({ navItems }: NavContentComponentProps) {
  const nav = navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
  ));
  // These two have their own entries below.
  nav.take('page:search');
  nav.take('page:notifications');

  return (
    <>
      <a href="#main" className={styles.skip} onClick={focusMainContent}>
        Skip to content
      </a>
      <Sidebar>
        <LogoLink />
        <SidebarGroup label="Search" icon={<RiSearchLine />} to="/search">
          <SidebarSearchModal />
        </SidebarGroup>
        <SidebarDivider />
        <SidebarGroup label="Menu" icon={<RiMenuLine />}>
          {nav.take('page:home')}
          {nav.take('page:catalog')}
          {nav.take('page:scaffolder')}
          <SidebarScrollWrapper>
            {nav.rest({ sortBy: 'title' })}
          </SidebarScrollWrapper>
        </SidebarGroup>
        <SidebarSpace />
        <SidebarDivider />
        <NotificationsSidebarItem />
        <SidebarGroup
          label="Settings"
          icon={<UserSettingsSignInAvatar />}
          to="/settings"
        >
          {nav.take('page:user-settings')}
        </SidebarGroup>
      </Sidebar>
    </>
  );
}
