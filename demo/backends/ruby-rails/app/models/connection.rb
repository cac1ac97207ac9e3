# Whose a connection is, and its status. In production, `owner` belongs to your user.
class Connection < ActiveRecord::Base
  def self.owned_by?(user, id)
    # Compared here too: MySQL takes an id in another case for the same.
    where(id: id, owner: user).pluck(:id).include?(id)
  end

  # Webhooks come in any order, and more than once: an older event changes nothing.
  def self.update_status(id, status, changed_at)
    where(id: id).where("changed_at IS NULL OR changed_at < ?", changed_at).update_all(status: status, changed_at: changed_at)
  end
end
