import { createApp } from '@backstage/frontend-defaults';
import { argoCdCardsModule } from './modules/argoCdCards';
import { homePlugin } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

export default createApp({
  features: [
    signInModule,
    themeModule,
    navModule,
    homePlugin,
    argoCdCardsModule,
  ],
});
