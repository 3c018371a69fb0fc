import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
  useSidebarOpenState,
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
import {
  DeliveryQueryProvider,
  useWaitingCount,
} from '@shop-portal/plugin-shop-rollouts';
import { ComponentType, PropsWithChildren } from 'react';
import { PageTitle } from '../documentTitle';
import { LogoLink } from './LogoLink';
import styles from './ShopSidebar.module.css';
import { SkipLink } from './SkipLink';

const SearchIcon = () => <RiSearchLine />;
const NotificationsIcon = () => <RiNotification3Line />;

/** An entry; where there is no room for what is in it, a dot stands for it. */
function PageItem(
  props: PropsWithChildren<{
    icon: ComponentType;
    to: string;
    text: string;
    label: string;
  }>,
) {
  const { label, children, ...item } = props;
  const { isOpen } = useSidebarOpenState();
  return (
    <SidebarItem
      {...item}
      aria-label={label}
      hasNotifications={Boolean(children) && !isOpen}
    >
      {children}
    </SidebarItem>
  );
}

/** A group each, because the bar of a narrow window shows groups only. */
function pageEntry(
  navItems: NavContentNavItems,
  id: string,
  Icon: ComponentType,
  /** How many of something wait there for the person. */
  waiting = 0,
) {
  const page = navItems.take(id);
  if (!page) {
    return undefined;
  }
  const label =
    waiting > 0 ? `${page.title}, ${waiting} wait for you` : page.title;
  return (
    <SidebarGroup
      key={id}
      label={waiting > 0 ? `${page.title} (${waiting})` : page.title}
      icon={<Icon />}
      to={page.href}
    >
      <PageItem icon={Icon} to={page.href} text={page.title} label={label}>
        {waiting > 0 && (
          <span
            className={styles.count}
            data-count={waiting}
            data-testid="waiting-count"
          />
        )}
      </PageItem>
    </SidebarGroup>
  );
}

function SidebarContent(props: NavContentComponentProps) {
  const waiting = useWaitingCount();
  // Taking changes the list, and it is drawn again when the count changes.
  const navItems = props.navItems.clone();
  return (
    <>
      <PageTitle pages={navItems.clone().rest()} waiting={waiting} />
      <SkipLink />
      <Sidebar>
        <LogoLink />
        <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
          <SidebarSearchModal icon={SearchIcon} />
        </SidebarGroup>
        <SidebarDivider className={styles.divider} />
        {pageEntry(navItems, 'page:home', RiHomeLine, waiting)}
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

/**
 * The sidebar, and the bar at the bottom of a narrow window. Pages that are
 * not named here are reached by links.
 */
export function ShopSidebar(props: NavContentComponentProps) {
  return (
    <DeliveryQueryProvider>
      <SidebarContent {...props} />
    </DeliveryQueryProvider>
  );
}
