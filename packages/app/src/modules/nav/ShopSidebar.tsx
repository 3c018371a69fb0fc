import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import {
  NavContentComponentProps,
  NavContentNavItems,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import {
  RiAddCircleLine,
  RiHomeLine,
  RiNotification3Line,
  RiSearchLine,
  RiSettings3Line,
  RiStackLine,
} from '@remixicon/react';
import { ComponentType } from 'react';
import { PageTitle } from '../documentTitle';
import { LogoLink } from './LogoLink';
import styles from './ShopSidebar.module.css';
import { SkipLink } from './SkipLink';

const SearchIcon = () => <RiSearchLine />;
const NotificationsIcon = () => <RiNotification3Line />;

/** A group each, because the bar of a narrow window shows groups only. */
function pageEntry(
  navItems: NavContentNavItems,
  id: string,
  Icon: ComponentType,
) {
  const page = navItems.take(id);
  return (
    page && (
      <SidebarGroup key={id} label={page.title} icon={<Icon />} to={page.href}>
        <SidebarItem icon={Icon} to={page.href} text={page.title} />
      </SidebarGroup>
    )
  );
}

/**
 * The sidebar, and the bar at the bottom of a narrow window. Pages that are
 * not named here are reached by links.
 */
export function ShopSidebar({ navItems }: NavContentComponentProps) {
  return (
    <>
      <PageTitle pages={navItems.clone().rest()} />
      <SkipLink />
      <Sidebar>
        <LogoLink />
        <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
          <SidebarSearchModal icon={SearchIcon} />
        </SidebarGroup>
        <SidebarDivider className={styles.divider} />
        {pageEntry(navItems, 'page:home', RiHomeLine)}
        {pageEntry(navItems, 'page:catalog', RiStackLine)}
        {pageEntry(navItems, 'page:scaffolder', RiAddCircleLine)}
        <SidebarSpace />
        <SidebarDivider className={styles.divider} />
        <SidebarGroup
          label="Notifications"
          icon={<NotificationsIcon />}
          to="/notifications"
        >
          {/* The title of the browser's tab counts deliveries that wait. */}
          <NotificationsSidebarItem
            icon={NotificationsIcon}
            titleCounterEnabled={false}
          />
        </SidebarGroup>
        {pageEntry(navItems, 'page:user-settings', RiSettings3Line)}
      </Sidebar>
    </>
  );
}
