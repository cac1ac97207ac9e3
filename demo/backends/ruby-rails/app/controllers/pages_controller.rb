class PagesController < ActionController::Base
  def show
    # Every visitor of this demo is a user.
    session[:user] ||= SecureRandom.hex
    @connections = Connection.where(owner: session[:user])
    @widget_src = "#{Rails.configuration.x.araucaria.api_url}/widget/araucaria-connect.js"
  end
end
