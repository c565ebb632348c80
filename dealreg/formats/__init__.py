"""How dates read where no template says so: the vendor's pages of the framework among them."""
