# A host of Araucaria Connect: a page with the button. Start it with: puma
require "rails"
require "active_record/railtie"
require "action_controller/railtie"

class Accounts < Rails::Application
  config.root = __dir__
  config.eager_load = true
  config.hosts = ["localhost", "127.0.0.1"]
  config.logger = Logger.new($stdout)
  config.log_level = :warn
  config.secret_key_base = ENV.fetch("SESSION_SECRET")
  config.session_store :cookie_store, key: "session", same_site: :lax
  config.x.araucaria.api_key = ENV.fetch("ARAUCARIA_API_KEY") # arau_…
  config.x.araucaria.api_url = ENV.fetch("ARAUCARIA_API_URL", "https://api.araucaria.money")
  config.x.araucaria.webhook_secret = ENV.fetch("ARAUCARIA_WEBHOOK_SECRET") # whsec_…

  routes.append do
    root "pages#show"
    # Every method, so that the controller answers 405 itself.
    match "/api/widget-token", to: "widget_tokens#create", via: :all
    post "/webhooks/araucaria", to: "araucaria_webhooks#create"
  end
end

ENV["DATABASE_URL"] ||= "sqlite3:accounts.sqlite3"
Accounts.initialize!

# In your application, a migration.
ActiveRecord::Migration.verbose = false
ActiveRecord::Schema.define do
  create_table :connections, id: :string, if_not_exists: true do |table|
    table.string :owner, null: false, index: true
    table.string :status, null: false, default: "PENDING"
    table.datetime :changed_at, precision: 6
  end
end

run Accounts
