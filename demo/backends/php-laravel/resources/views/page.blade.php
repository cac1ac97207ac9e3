<!doctype html>
<title>Accounts</title>
<script async src="https://unpkg.com/araucaria-connect"></script>
<araucaria-connect-button token-endpoint="/api/widget-token" widget-src="{{ $widgetSrc }}"></araucaria-connect-button>
@foreach ($connections as $connection)
  <p>{{ $connection->id }}: {{ $connection->status }}</p>
  @if ($connection->status === 'FAILED_AUTH')
    <araucaria-connect-button
      token-endpoint="/api/widget-token"
      widget-src="{{ $widgetSrc }}"
      connection-id="{{ $connection->id }}"
    ></araucaria-connect-button>
  @endif
@endforeach
