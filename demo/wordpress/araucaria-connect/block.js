// The block in the editor. PHP renders it on the page, so nothing of the button is saved in the post.
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: h, Fragment } = element;
  const { __ } = i18n;
  blocks.registerBlockType('araucaria/connect', {
    edit({ attributes: { label, fallbackUrl }, setAttributes }) {
      const field = (name, text, value) =>
        h(components.TextControl, { label: text, value, onChange: (given) => setAttributes({ [name]: given }) });
      return h(
        Fragment,
        null,
        h(
          blockEditor.InspectorControls,
          null,
          h(
            components.PanelBody,
            { title: __('Button', 'araucaria-connect') },
            field('label', __('Label', 'araucaria-connect'), label),
            field('fallbackUrl', __('Link without JavaScript', 'araucaria-connect'), fallbackUrl),
          ),
        ),
        h(
          'div',
          blockEditor.useBlockProps(),
          h('span', { className: 'araucaria-connect-button' }, label || __('Connect your bank', 'araucaria-connect')),
        ),
      );
    },
    save: () => null,
  });
})(window.wp);
