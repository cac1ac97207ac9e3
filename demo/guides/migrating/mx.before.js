// The page, with MX's Connect Widget in <div id="widget"></div>. The backend has one route for it.
import { ConnectWidget } from '@mxenabled/web-widget-sdk';

const { url } = await (await fetch('/api/widget_url', { method: 'POST' })).json();

const widget = new ConnectWidget({
  container: '#widget',
  url,
  onMemberConnected({ member_guid }) {
    show(`Linked: ${member_guid}`);
    widget.unmount();
  },
  onCreateMemberError: ({ institution_code }) => show(`Not linked: ${institution_code}`),
  onSelectedInstitution: ({ code }) => track('selectedInstitution', code),
});
