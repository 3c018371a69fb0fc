module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // BUI's own parts still read the deprecated tokens, so the theme sets
      // both families.
      files: ['src/modules/theme/**'],
      rules: { '@backstage/no-deprecated-bui-tokens': 'off' },
    },
  ],
});
