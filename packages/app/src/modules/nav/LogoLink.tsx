import { Link, useSidebarOpenState } from '@backstage/core-components';
import { ShopLogo } from './ShopLogo';
import styles from './ShopSidebar.module.css';

/** The product's name, which leads to Home. */
export function LogoLink() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" className={styles.logo} aria-label="Shop portal, Home">
      <ShopLogo />
      {isOpen && <span className={styles.name}>Shop portal</span>}
    </Link>
  );
}
